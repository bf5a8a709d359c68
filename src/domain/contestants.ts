import type { Claim, Classification } from './classify.js';

/**
 * Who contests a deal that is flagged `sourcing_conflict`: the winner and every claim as strong as the winner's, or no mere
 * touch (attribution.md §3.5), the winner first. Once one of them is decided as the source and each other as influencing,
 * nobody contests it any more. None where there is no conflict.
 */
export function contestants({ claims, flags }: Pick<Classification, 'claims' | 'flags'>): readonly Claim[] {
  if (!flags.includes('sourcing_conflict')) return [];
  const strongest = claims[0]?.strength ?? 0;
  return claims.filter(({ strength }) => strength === strongest || strength >= 2);
}
