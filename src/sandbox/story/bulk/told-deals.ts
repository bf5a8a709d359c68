/** The most deals that the story tells one by one: beyond, memory and the time to start would be those of a database. */
export const MOST_TOLD = 20_000;
/** How many it tells of a larger portal, so that the showcase and its neighbours are there. */
export const TOLD_OF_MANY = 400;

/** How many deals of a portal the story tells; the others are generated. */
export const toldDeals = (deals: number): number => (deals > MOST_TOLD ? TOLD_OF_MANY : deals);
