import { SEED_NOW } from '../../clock.js';
import { DAY, MINUTE } from '../writer.js';

/** Midnight of the story's day, UTC. */
export const TODAY = Math.floor(SEED_NOW / DAY) * DAY;

const FIRST_DAY = TODAY / DAY - 2_000;
const DAYS = Array.from({ length: 2_400 }, (_, index) =>
  new Date((FIRST_DAY + index) * DAY).toISOString().slice(0, 10),
);
const TIMES = Array.from(
  { length: 1_440 },
  (_, minute) => `T${new Date(minute * MINUTE).toISOString().slice(11, 16)}:00.000Z`,
);

/** An instant on a whole minute as HubSpot writes it; from two tables, since lists of a million deals are full of them. */
export function minuteText(millis: number): string {
  const day = Math.floor(millis / DAY);
  const date = DAYS[day - FIRST_DAY];
  const time = TIMES[(millis - day * DAY) / MINUTE];
  return date === undefined || time === undefined ? new Date(millis).toISOString() : date + time;
}
