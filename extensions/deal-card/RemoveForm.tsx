import { Text } from '@hubspot/ui-extensions';

import { Change } from '../Change.js';
import type { DealCardPartner } from '../view.js';
import type { Acting } from './acting.js';

interface Props {
  readonly dialogId: string;
  readonly partner: DealCardPartner;
  readonly acting: Acting;
}

/** Takes a tag off, once its effect is seen. */
export const RemoveForm = ({ dialogId, partner, acting }: Props) => (
  <Change
    ask={acting.ask}
    name="tag-deal"
    parameters={{ dealId: acting.dealId, change: { kind: 'remove', partnerId: partner.companyId } }}
    go="Take it off"
    destructive={true}
    onSaved={(saved) => acting.onSaved(dialogId, saved)}
    onCancel={() => acting.close(dialogId)}
  >
    <Text format={{ fontWeight: 'demibold' }}>{partner.name}</Text>
    {partner.tag !== null && <Text>{partner.tag.text}</Text>}
    <Text>
      What it did on this deal stays, and may give it a role all the same. The history keeps that it was
      tagged.
    </Text>
  </Change>
);
