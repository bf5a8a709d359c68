import { Accordion, Alert, Flex, Heading, Tag, Text } from '@hubspot/ui-extensions';

import type { DealCardReady } from '../view.js';
import { PartnersTable } from './PartnersTable.js';
import { Why } from './Why.js';

interface Props {
  readonly view: DealCardReady;
}

const Headline = ({ view }: Props) => (
  <Flex direction="row" justify="between" align="start" gap="medium" wrap={true}>
    <Heading>{view.headline}</Heading>
    <Tag variant={view.classTag.variant}>{view.classTag.text}</Tag>
  </Flex>
);

const Sentences = ({ view }: Props) => (
  <Flex direction="column" gap="flush">
    {view.sentences.map((sentence) => (
      <Text key={sentence}>{sentence}</Text>
    ))}
  </Flex>
);

/** Sentences first; the arithmetic, the policy and the lock are behind "Why". */
export const DealWithPartners = ({ view }: Props) => (
  <Flex direction="column" gap="medium">
    <Flex direction="column" gap="extra-small">
      <Headline view={view} />
      <Sentences view={view} />
    </Flex>
    {view.notices.map((notice) => (
      <Alert key={notice.text} title={notice.text} variant={notice.variant} />
    ))}
    <PartnersTable partners={view.partners} />
    <Accordion title="Why, and how the credit splits" size="small">
      <Why view={view} />
    </Accordion>
  </Flex>
);
