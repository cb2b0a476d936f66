import type { Severity } from '../text/problem.ts';

/** Problems as severe as the settings say, by their codes; those that are off are left out. */
export function withSeverities<T extends { readonly code: string; readonly severity: Severity }>(
  problems: readonly T[],
  severities: ReadonlyMap<string, Severity | 'off'>,
): readonly T[] {
  if (severities.size === 0 || !problems.some(({ code }) => severities.has(code))) return problems;
  return problems.flatMap((problem) => {
    const severity = severities.get(problem.code) ?? problem.severity;
    return severity === 'off' ? [] : [{ ...problem, severity }];
  });
}
