/** Characters of a value that a summary repeats; a text of HubSpot's may have 65,536. */
const LONGEST = 200;

/** The beginning of a long value, with an ellipsis; a short one as it is. */
export const shortened = (value: string | null): string | null =>
  value !== null && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
