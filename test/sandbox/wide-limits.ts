/** For tests that are not about rate limits and ask faster than HubSpot allows. */
export const WIDE_LIMITS = {
  limits: { per10s: 1_000_000, searchPerSecond: 1_000_000, perDay: 1_000_000_000 },
} as const;
