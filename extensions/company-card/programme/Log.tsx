import { Flex, Text } from '@hubspot/ui-extensions';

import type { ProgrammeLog } from '../../view.js';

/** What was changed in the programme, the newest first. */
export const Log = ({ log }: { readonly log: ProgrammeLog }) => (
  <Flex direction="column" gap="extra-small">
    {log.items.length === 0 && <Text>Nothing was changed here yet.</Text>}
    {log.items.map(({ day, who, text }, place) => (
      <Text key={place} variant="microcopy">{`${day} · ${who}: ${text}`}</Text>
    ))}
    {log.more !== null && <Text variant="microcopy">{log.more}</Text>}
  </Flex>
);
