/** What was counted. */
export const COUNTS = [
  "killed",
  "injured",
  "detained",
  "released",
  "displaced",
  "missing",
] as const;
