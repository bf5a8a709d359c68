/** The way in for newcomers: one thing to try for each kind of person. */
import type { TourStop, TourView } from './page-view.js';
import { type PortalApi, readFirstIds } from './portal-api.js';

const salesRep = (deal: string): TourStop => ({
  who: 'Sales rep',
  title: 'A deal with partners on it',
  href: deal,
  linkText: 'Open the deal',
  sentences: [
    'See which partners brought this deal and why, then propose a partner: who gains and who loses is shown before anything is saved.',
    'Change the amount or the stage on the left, as you would in HubSpot: the card computes from the record in front of it.',
  ],
  commands: [],
});

const manager: TourStop = {
  who: 'Partnership manager',
  title: 'The whole programme',
  href: '/record/home',
  linkText: 'Open the home page',
  sentences: [
    'Confirm what the rep proposed: it waits in the queue, and sourced revenue moves once the next sync has run.',
    'In the list of deals, choose several and tag a partner on all of them at once, with the effect shown first.',
  ],
  commands: [],
};

const operations: TourStop = {
  who: 'Ops',
  title: 'Set-up, policy and syncs',
  href: '/record/settings',
  linkText: 'Open the settings',
  sentences: [
    'Check that everything is set up, and see what another attribution policy would change before you save it.',
    'The command line does the same and more: a dry run says what it would write, and every run can be undone.',
  ],
  commands: [
    'npx partnership sync --dry-run',
    'npx partnership doctor',
    'npx partnership report --by partner',
  ],
};

/** Reads the tour. The story tells its showcase first, so the first deal is the one to look at. */
export const readTourPage = async (api: PortalApi, portalId: number): Promise<TourView> => {
  const [deal] = await readFirstIds(api, 'deals', 1);
  const stops = [salesRep(deal === undefined ? '/record/deals' : `/record/deals/${deal}`)];
  return { kind: 'tour', portalId, stops: [...stops, manager, operations] };
};
