import * as z from 'zod';
import { showHome } from '../operations/show-home.js';
import type { HomeView } from '../operations/views/home-view.js';
import type { Handler } from './handler.js';

const input = z.object({});

/** The app's home page. */
export const home: Handler<z.infer<typeof input>, HomeView> = {
  name: 'home',
  input,
  run: (deps) => showHome(deps),
};
