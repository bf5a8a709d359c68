import { CrmActionLink } from '@hubspot/ui-extensions/crm';

/** HubSpot's object type ids. */
const TYPES = { company: '0-2', deal: '0-3' } as const;

interface Props {
  readonly type: keyof typeof TYPES;
  readonly id: string;
  readonly name: string;
}

/** A record's name, which opens its preview. */
export const RecordLink = ({ type, id, name }: Props) => (
  <CrmActionLink
    actionType="PREVIEW_OBJECT"
    actionContext={{ objectTypeId: TYPES[type], objectId: Number(id) }}
  >
    {name}
  </CrmActionLink>
);
