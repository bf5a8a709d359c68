import { Flex, Heading, List, Text } from '@hubspot/ui-extensions';

import type { HomeWeek } from '../view.js';
import { DealLink } from './RecordLinks.js';

/** What a week has changed, and the largest deals that are of another class now. */
export const Week = ({ week }: { readonly week: HomeWeek }) => (
  <Flex direction="column" gap="small">
    <Heading>{week.title}</Heading>
    <List variant="unordered-styled">
      {week.sentences.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
    </List>
    {week.moves.map(({ dealId, name, change, amount }) => (
      <Flex key={dealId} direction="row" gap="small" wrap={true}>
        <DealLink dealId={dealId}>{name}</DealLink>
        <Text>{`${change}, ${amount}`}</Text>
      </Flex>
    ))}
  </Flex>
);
