import { Divider, Flex, Heading, List, Text } from '@hubspot/ui-extensions';

import type { Ask } from '../ask.js';
import type { RegistrationActing } from '../registrations/acting.js';
import { CompanyRegistrations } from '../registrations/CompanyRegistrations.js';
import type { AccountSuggestion, CustomerCardView } from '../view.js';
import { CompanyDeals } from './CompanyDeals.js';
import { PartnersAround } from './PartnersAround.js';
import { RecordLink } from './RecordLink.js';

interface Props {
  readonly view: CustomerCardView;
  readonly ask: Ask;
  readonly acting: RegistrationActing;
}

const Suggestions = ({ suggestions }: { readonly suggestions: readonly AccountSuggestion[] }) => (
  <Flex direction="column" gap="small">
    <Heading>Partners that may belong on its deals</Heading>
    <List variant="unordered-styled">
      {suggestions.map((suggestion) => (
        <Flex key={`${suggestion.dealId} ${suggestion.text}`} direction="column" gap="flush">
          <Text>{suggestion.text}</Text>
          <RecordLink type="deal" id={suggestion.dealId} name={suggestion.dealName} />
        </Flex>
      ))}
    </List>
  </Flex>
);

/** A customer: who is around it and why, what to do, and its deals. */
export const Customer = ({ view, ask, acting }: Props) => (
  <Flex direction="column" gap="medium">
    <Flex direction="column" gap="extra-small">
      <Heading>{view.headline}</Heading>
      {view.hints.map((hint) => (
        <Text key={hint}>{hint}</Text>
      ))}
    </Flex>
    {view.partners.length > 0 && <PartnersAround partners={view.partners} />}
    <CompanyRegistrations
      key={`registrations ${view.companyId}`}
      companyId={view.companyId}
      acting={acting}
    />
    {view.suggestions.length > 0 && <Suggestions suggestions={view.suggestions} />}
    <CompanyDeals key={view.companyId} companyId={view.companyId} first={view.deals} ask={ask} />
    <Divider />
    <Text variant="microcopy">{view.basis}</Text>
  </Flex>
);
