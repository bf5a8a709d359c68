import * as z from 'zod';
import { dealId } from '../domain/ids.js';
import { showDealSidebar } from '../operations/show-deal-card.js';
import type { DealSidebarView } from '../operations/views/deal-sidebar-view.js';
import { recordIdInput, type Handler } from './handler.js';

const input = z.object({ dealId: recordIdInput });

/** The deal's card in the sidebar. */
export const dealSidebar: Handler<z.infer<typeof input>, DealSidebarView> = {
  name: 'deal-sidebar',
  input,
  run: (deps, asked) => showDealSidebar(deps, dealId(asked.dealId)),
};
