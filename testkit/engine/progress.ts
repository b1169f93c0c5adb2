/** Tells a person that something slow is going on, and how far it is. */
export interface Progress {
  /** Begins a step, ending the one before it. */
  phase(text: string): void;
  /** How far the current step is, shown with the next sign of life. */
  detail(text: string): void;
  /** Ends the last step. */
  end(): void;
}

/** A log gets a line now and then: enough to see that it is alive, or not to be killed as silent. */
const logEveryMs = 15_000;

/** On a terminal one line with running seconds; in a log, such as CI keeps, a line every 15 s. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let current: { text: string; detail: string; since: number; timer: NodeJS.Timeout } | undefined;
  const line = () => {
    if (!current) return "";
    const seconds = Math.round((Date.now() - current.since) / 1000);
    return `${current.text}: ${[current.detail, `${seconds} s`].filter(Boolean).join(", ")}`;
  };
  const redraw = () => {
    if (stream.isTTY) stream.write(`\r\x1b[2K${line().slice(0, stream.columns - 1)}`);
    else stream.write(`${line()}\n`);
  };
  const end = () => {
    if (!current) return;
    clearInterval(current.timer);
    if (stream.isTTY) stream.write(`\r\x1b[2K${line()}\n`);
    current = undefined;
  };
  return {
    phase(text) {
      end();
      const timer = setInterval(redraw, stream.isTTY ? 1000 : logEveryMs);
      current = { text, detail: "", since: Date.now(), timer };
      if (stream.isTTY) redraw();
      else stream.write(`${text}\n`);
    },
    detail(text) {
      if (current) current.detail = text;
    },
    end,
  };
}
