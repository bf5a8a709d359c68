import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';

import type { DealCardEmpty } from '../view.js';

/** No partner on this deal, and what a person can do about it. */
export const DealWithoutPartner = ({ view }: { readonly view: DealCardEmpty }) => (
  <EmptyState title={view.headline} layout="vertical" imageName="contacts" imageWidth={160}>
    <Flex direction="column" align="center" gap="small">
      <Text>{view.hint}</Text>
      <Text variant="microcopy">{view.basis}</Text>
    </Flex>
  </EmptyState>
);
