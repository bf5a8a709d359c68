import { AutoGrid, Flex, ProgressBar, Text, Tile } from '@hubspot/ui-extensions';

import type { DealCardPool } from '../view.js';

type CreditLine = DealCardPool['lines'][number];

const Line = ({ line }: { readonly line: CreditLine }) => (
  <ProgressBar
    title={line.partnerName}
    value={line.sharePercent}
    maxValue={100}
    valueDescription={`${line.amount} · ${line.share}`}
    aria-label={`${line.partnerName}: ${line.amount}, ${line.share}`}
  />
);

const Pool = ({ pool }: { readonly pool: DealCardPool }) => (
  <Tile compact={true}>
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'demibold' }}>{pool.title}</Text>
      {pool.lines.map((line, index) => (
        <Line key={`${line.partnerName} ${index}`} line={line} />
      ))}
    </Flex>
  </Tile>
);

/** Each pool with its split drawn: one bar a partner, its amount and its share. */
export const CreditSplit = ({ pools }: { readonly pools: readonly DealCardPool[] }) => (
  <AutoGrid columnWidth={220} flexible={true} gap="small">
    {pools.map((pool) => (
      <Pool key={pool.title} pool={pool} />
    ))}
  </AutoGrid>
);
