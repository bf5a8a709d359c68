import { Accordion, Alert, Flex, Heading, Tag, Text } from '@hubspot/ui-extensions';

import type { DealCardReady } from '../view.js';
import type { Acting } from './acting.js';
import { PartnersTable } from './PartnersTable.js';
import { Proposal } from './Proposal.js';
import { Suggestions } from './Suggestions.js';
import { RegisterDeal, TagPartner } from './TagButton.js';
import { Why } from './Why.js';

interface Props {
  readonly view: DealCardReady;
  readonly acting: Acting;
}

const Headline = ({ view, acting }: Props) => (
  <Flex direction="row" justify="between" align="start" gap="medium" wrap={true}>
    <Heading>{view.headline}</Heading>
    <Flex direction="row" align="center" gap="small" wrap={true}>
      <Tag variant={view.classTag.variant}>{view.classTag.text}</Tag>
      {view.tagging !== null && <TagPartner tagging={view.tagging} acting={acting} />}
      {view.tagging !== null && <RegisterDeal acting={acting} />}
    </Flex>
  </Flex>
);

const Sentences = ({ view }: Pick<Props, 'view'>) => (
  <Flex direction="column" gap="flush">
    {view.sentences.map((sentence) => (
      <Text key={sentence}>{sentence}</Text>
    ))}
  </Flex>
);

/** Sentences first; the arithmetic, the policy and the lock are behind "Why". */
export const DealWithPartners = ({ view, acting }: Props) => (
  <Flex direction="column" gap="medium">
    <Flex direction="column" gap="extra-small">
      <Headline view={view} acting={acting} />
      <Sentences view={view} />
    </Flex>
    {view.proposals.map((proposal) => (
      <Proposal key={proposal.companyId} proposal={proposal} acting={acting} />
    ))}
    {view.notices.map((notice) => (
      <Alert key={notice.text} title={notice.text} variant={notice.variant} />
    ))}
    <PartnersTable partners={view.partners} tagging={view.tagging} acting={acting} />
    <Suggestions suggestions={view.suggestions} tagging={view.tagging} acting={acting} />
    <Accordion title="Why, and how the credit splits" size="small">
      <Why view={view} />
    </Accordion>
  </Flex>
);
