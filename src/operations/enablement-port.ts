/** Which properties of a contact say what the person has learnt, and whether it decides: ours, named here for whoever reads contacts. */
export const ENABLEMENT_PROPERTIES = {
  /** One certification a line: `Name; since; until`. */
  certifications: 'partnership_certifications',
  executive: 'partnership_executive',
} as const;
