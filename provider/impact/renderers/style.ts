/** The page's style. Contrast is at least 4.5 to 1 for text, in light and in dark. */
export const STYLE = `
:root{--ground:#fff;--text:#1f2328;--soft:#59636e;--line:#d1d9e0;--box:#f6f8fa;--changed:#fff3b0;--changed-line:#7d5700;--bad:#ffe1de;--bad-line:#b91c26;--ok-line:#1a7f37;--link:#0550ae}
@media (prefers-color-scheme:dark){:root{--ground:#0d1117;--text:#e6edf3;--soft:#9da7b1;--line:#3d444d;--box:#1b222b;--changed:#3b2f0a;--changed-line:#e3b341;--bad:#4a1418;--bad-line:#ff8a80;--ok-line:#56d364;--link:#79b8ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:88rem;padding:1.5rem;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.3;margin:.5rem 0}
h2{font-size:1.15rem;margin:2rem 0 .5rem}
header p{margin:.25rem 0;color:var(--soft)}
.skip{position:absolute;left:-999rem}.skip:focus{position:static}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.badge{display:inline-block;padding:.1rem .75rem;border:2px solid;border-radius:1rem;font-weight:700;text-transform:uppercase;letter-spacing:.03em}
header .badge.critical,header .badge.high,.risk.critical,.risk.high{color:var(--bad-line);font-weight:700}
header .badge.critical{background:var(--bad)}
header .badge.medium,.risk.medium{color:var(--changed-line);font-weight:700}
header .badge.low,header .badge.none,.risk.low{color:var(--ok-line)}
figure{margin:1.5rem 0}
figcaption{color:var(--soft);font-size:.9rem}
.graph,.wide{overflow-x:auto}
.graph{border:1px solid var(--line);border-radius:8px}
svg{display:block;max-width:100%;min-width:60rem;height:auto;font:13px system-ui,sans-serif}
.node rect{fill:var(--box);stroke:var(--line)}
.node text{fill:var(--text)}.node .small{fill:var(--soft);font-size:11px}
.node.changed rect{fill:var(--changed);stroke:var(--changed-line)}
.node.interrupted rect{fill:var(--bad);stroke:var(--bad-line);stroke-width:2}
.node.changed .small,.node.interrupted .small{fill:var(--text)}
.edge{fill:none;stroke:var(--soft);stroke-opacity:.6}
table{border-collapse:collapse;width:100%;overflow-wrap:normal}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
td{overflow-wrap:break-word;min-width:4.5rem}td:last-child{min-width:18rem}
ul{padding-left:1.25rem}li{margin:.35rem 0}
pre{background:var(--box);border:1px solid var(--line);border-radius:6px;padding:.75rem;overflow-x:auto;font-size:.9rem}
@media print{body{max-width:none}.graph,.wide,pre{overflow:visible}}
`;
