import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { PropertyDifference } from "../detailedDiff";

const { Kind } = PropertyDiff;
const KINDS = {
  add: [Kind.ADD, Kind.ADD_REPLACE],
  delete: [Kind.DELETE, Kind.DELETE_REPLACE],
  update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
} as const;

/** What differs, as far as the engine can be told: more than the SDK's host passes on. */
export interface DetailedDifference {
  readonly replaces: readonly string[];
  readonly isDeletedFirst: boolean;
  readonly differences: ReadonlyMap<string, PropertyDifference>;
}

/** A difference as the engine reads it. */
export function diffResponse(difference: DetailedDifference | "same"): DiffResponse {
  const answer = new DiffResponse();
  if (difference === "same") {
    answer.setChanges(DiffResponse.DiffChanges.DIFF_NONE);
    return answer;
  }
  const { replaces, isDeletedFirst, differences } = difference;
  answer.setChanges(DiffResponse.DiffChanges.DIFF_SOME);
  answer.setReplacesList([...replaces]);
  answer.setDeletebeforereplace(isDeletedFirst);
  answer.setDiffsList([...new Set([...differences.keys()].map(firstStep))]);
  answer.setHasdetaileddiff(true);
  for (const [path, of] of differences) answer.getDetaileddiffMap().set(path, propertyDiff(of));
  return answer;
}

function propertyDiff({ kind, replaces, inputDiff }: PropertyDifference): PropertyDiff {
  const diff = new PropertyDiff();
  diff.setKind(KINDS[kind][replaces ? 1 : 0]);
  diff.setInputdiff(inputDiff);
  return diff;
}

const firstStep = (path: string) => /^[^.[]*/.exec(path)?.[0] ?? path;
