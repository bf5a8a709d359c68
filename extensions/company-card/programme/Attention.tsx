import { Button, Flex, Heading, StatusTag, Text } from '@hubspot/ui-extensions';

import type { ProgrammeAttention, ProgrammePart } from '../../view.js';

interface Props {
  readonly items: readonly ProgrammeAttention[];
  /** What each part is called on its tab. */
  readonly titles: Readonly<Record<ProgrammePart, string>>;
  readonly onOpen: (part: ProgrammePart) => void;
}

/** What waits with this partner, whichever part tells of it; a press opens that part. */
export const Attention = ({ items, titles, onOpen }: Props) =>
  items.length === 0 ? (
    <Text variant="microcopy">Nothing is late with this partner, and nothing is due soon.</Text>
  ) : (
    <Flex direction="column" gap="extra-small">
      <Heading>What waits</Heading>
      {items.map(({ text, isLate, part }) => (
        <Flex key={text} direction="row" gap="small" align="center" wrap={true}>
          <StatusTag variant={isLate ? 'danger' : 'warning'}>{isLate ? 'Late' : 'Soon'}</StatusTag>
          <Text>{text}</Text>
          <Button size="xs" variant="transparent" onClick={() => onOpen(part)}>
            {titles[part]}
          </Button>
        </Flex>
      ))}
    </Flex>
  );
