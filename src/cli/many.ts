/** A count with its word. Examples: "1 deal", "1,180 touches". */
export const many = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : more}`;
