import { Alert, EmptyState, Flex, Text } from '@hubspot/ui-extensions';

import type { DealCardEmpty } from '../view.js';
import type { Acting } from './acting.js';
import { History } from './History.js';
import { Suggestions } from './Suggestions.js';
import { RegisterDeal, TagPartner } from './TagButton.js';

interface Props {
  readonly view: DealCardEmpty;
  readonly acting: Acting;
}

/** No partner on this deal, who may belong here, and what a person can do about it. */
export const DealWithoutPartner = ({ view, acting }: Props) => (
  <Flex direction="column" gap="medium">
    <EmptyState title={view.headline} layout="vertical" imageName="contacts" imageWidth={160}>
      <Flex direction="column" align="center" gap="small">
        <Text>{view.hint}</Text>
        {view.tagging !== null && <TagPartner tagging={view.tagging} acting={acting} />}
        {view.tagging !== null && <RegisterDeal acting={acting} />}
        <Text variant="microcopy">{view.basis}</Text>
      </Flex>
    </EmptyState>
    {view.notices.map((notice) => (
      <Alert key={notice.text} title={notice.text} variant={notice.variant} />
    ))}
    <Suggestions suggestions={view.suggestions} tagging={view.tagging} acting={acting} />
    <History history={view.history} />
  </Flex>
);
