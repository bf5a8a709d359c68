import * as z from 'zod';
import { instant } from '../domain/calendar.js';

/** An instant as our own properties hold it: ISO 8601 with a zone. */
export const instantText = z.iso.datetime({ offset: true }).transform((text) => instant(Date.parse(text)));
