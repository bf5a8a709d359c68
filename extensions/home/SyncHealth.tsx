import { DescriptionList, DescriptionListItem, Flex, Heading, StatusTag, Text } from '@hubspot/ui-extensions';

import type { HomeSync } from '../view.js';

/** How the last sync went. */
export const SyncHealth = ({ sync }: { readonly sync: HomeSync }) => (
  <Flex direction="column" gap="small">
    <Heading>Sync</Heading>
    <StatusTag variant={sync.status.variant}>{sync.status.text}</StatusTag>
    <DescriptionList direction="row">
      {sync.facts.map(({ label, value }) => (
        <DescriptionListItem key={label} label={label}>
          <Text>{value}</Text>
        </DescriptionListItem>
      ))}
    </DescriptionList>
  </Flex>
);
