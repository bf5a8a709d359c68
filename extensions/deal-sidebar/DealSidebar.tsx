import { Flex, Heading, Tag, Text } from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';

import type { Ask } from '../ask.js';
import type { RecordActions } from '../deal-card/acting.js';
import { Failed } from '../Failed.js';
import { Loading } from '../Loading.js';
import { useView } from '../use-view.js';
import type { DealSidebarReady, DealSidebarView } from '../view.js';
import { Details } from './Details.js';

interface Props {
  readonly dealId: string;
  readonly ask: Ask;
  readonly actions: RecordActions;
  /** How often the record has changed since the card stands there. */
  readonly revision?: number;
}

/** HubSpot's object type id of companies. */
const COMPANY = '0-2';
const KINDS: readonly DealSidebarView['kind'][] = ['sidebar-ready', 'sidebar-empty'];

const WithPartner = ({ view }: { readonly view: DealSidebarReady }) => {
  const { partner, classTag, why, contact, others, waiting } = view;
  return (
    <Flex direction="column" gap="small">
      <Flex direction="row" gap="small" align="center" wrap={true}>
        <CrmActionLink
          actionType="PREVIEW_OBJECT"
          actionContext={{ objectTypeId: COMPANY, objectId: Number(partner.companyId) }}
        >
          {partner.shortName}
        </CrmActionLink>
        <Tag variant={partner.tierVariant} inline={true}>
          {partner.tier}
        </Tag>
        <Tag variant={classTag.variant} inline={true}>
          {classTag.text}
        </Tag>
      </Flex>
      <Text format={{ fontWeight: 'demibold' }}>{partner.role}</Text>
      <Text>{why}</Text>
      {others !== null && <Text>{others}</Text>}
      {contact !== null && <Text>{contact}</Text>}
      {waiting.map((sentence) => (
        <Text key={sentence} variant="microcopy">
          {sentence}
        </Text>
      ))}
    </Flex>
  );
};

/** Draws the sidebar card in one of its four states: loading, failed, empty, ready. */
export const DealSidebar = ({ dealId, ask, actions, revision = 0 }: Props) => {
  const { state, retry } = useView<DealSidebarView>({
    ask,
    name: 'deal-sidebar',
    parameters: { dealId },
    kinds: KINDS,
    revision,
  });
  if (state.kind === 'loading') return <Loading label="Looking up the partner" />;
  if (state.kind === 'failed')
    return <Failed title="The partner could not be shown" problem={state.problem} onRetry={retry} />;
  const { view } = state;
  return (
    <Flex direction="column" gap="small">
      {view.kind === 'sidebar-ready' ? (
        <WithPartner view={view} />
      ) : (
        <>
          <Heading>{view.headline}</Heading>
          <Text>{view.hint}</Text>
        </>
      )}
      <Details dealId={dealId} ask={ask} actions={actions} onChanged={retry} />
    </Flex>
  );
};
