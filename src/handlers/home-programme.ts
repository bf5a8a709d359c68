import * as z from 'zod';
import { showHomeProgramme } from '../operations/show-home-programme.js';
import type { HomeProgrammeView } from '../operations/views/home-programme-view.js';
import type { Handler } from './handler.js';

const input = z.object({});

/** The programme part of the home page: its numbers, health, forecast and comparison. */
export const homeProgramme: Handler<z.infer<typeof input>, HomeProgrammeView> = {
  name: 'home-programme',
  input,
  run: (deps) => showHomeProgramme(deps),
};
