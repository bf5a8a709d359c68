/** The app function behind the deal's card in the sidebar. */
import { dealSidebar } from '../src/handlers/deal-sidebar.js';
import { functionOf } from './function/run.js';

export const main = functionOf(dealSidebar, 'dealId');
