import { Flex, Heading, List, Text } from '@hubspot/ui-extensions';

import type { DealCardReady } from '../view.js';
import { CreditSplit } from './CreditSplit.js';
import { Evidence } from './Evidence.js';
import { History } from './History.js';
import { Timeline } from './Timeline.js';

/** The rule that gave the class, when it happened, the credit that it gave, and what all of it stands on. */
export const Why = ({ view }: { readonly view: DealCardReady }) => (
  <Flex direction="column" gap="medium">
    <List variant="unordered-styled">
      {view.why.sentences.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
    </List>
    <Flex direction="column" gap="small">
      <Heading>{view.credit.title}</Heading>
      {view.credit.pools.length > 0 && <CreditSplit pools={view.credit.pools} />}
    </Flex>
    <Timeline timeline={view.timeline} />
    {view.evidence.length > 0 && (
      <Flex direction="column" gap="small">
        <Heading>Evidence</Heading>
        <Evidence evidence={view.evidence} />
      </Flex>
    )}
    <History history={view.history} />
    <Text variant="microcopy">{view.why.basis}</Text>
  </Flex>
);
