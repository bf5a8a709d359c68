import * as z from 'zod';
import { LAST_PAGE } from '../operations/home-pages.js';
import { showHomePartners } from '../operations/show-home-partners.js';
import type { HomePartnersView } from '../operations/views/home-view.js';
import type { Handler } from './handler.js';

const input = z.object({
  sort: z.enum(['name', 'sourced', 'influenced', 'credit', 'pipeline', 'won']).default('sourced'),
  direction: z.enum(['ascending', 'descending']).default('descending'),
  page: z.number().int().min(1).max(LAST_PAGE).default(1),
  filter: z.string().max(100).default(''),
});

/** The league table of partners on the home page. */
export const homePartners: Handler<z.infer<typeof input>, HomePartnersView> = {
  name: 'home-partners',
  input,
  run: (deps, asked) => showHomePartners(deps, asked),
};
