/** The deal card: a record tab on deals that says which partners brought this deal, and why. */
import { hubspot } from '@hubspot/ui-extensions';

import { DealCard } from './deal-card/DealCard.js';
import { askForDealCard } from './transport.js';

hubspot.extend<'crm.record.tab'>(({ context }) => (
  <DealCard dealId={String(context.crm.objectId)} ask={askForDealCard} />
));
