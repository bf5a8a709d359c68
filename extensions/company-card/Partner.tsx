import {
  Alert,
  DescriptionList,
  DescriptionListItem,
  Divider,
  Flex,
  Heading,
  Tag,
  Text,
} from '@hubspot/ui-extensions';

import type { Ask } from '../ask.js';
import type { RecordActions } from '../deal-card/acting.js';
import type { PartnerCardView, PartnerFact } from '../view.js';
import { Children } from './Children.js';
import { CompanyDeals } from './CompanyDeals.js';
import { Months } from './Months.js';
import { Numbers } from './Numbers.js';
import { People } from './People.js';
import { Programme } from './programme/Programme.js';
import { Proposals, type RulingActions } from './Proposals.js';

interface Props {
  readonly view: PartnerCardView;
  /** Goes up when the card was read again: its deals start over. */
  readonly version: number;
  readonly ask: Ask;
  readonly ruling: RulingActions;
  readonly actions: RecordActions;
}

const Headline = ({ view }: { readonly view: PartnerCardView }) => (
  <Flex direction="column" gap="extra-small">
    <Flex direction="row" justify="between" align="start" gap="medium" wrap={true}>
      <Heading>{view.headline}</Heading>
      <Tag variant={view.tier.variant}>{view.tier.text}</Tag>
    </Flex>
    {view.sentences.map((sentence) => (
      <Text key={sentence}>{sentence}</Text>
    ))}
  </Flex>
);

const Fact = ({ fact }: { readonly fact: PartnerFact }) => (
  <DescriptionListItem label={fact.label}>
    <Flex direction="column" gap="flush">
      <Text>{fact.value}</Text>
      {fact.note !== null && <Text variant="microcopy">{fact.note}</Text>}
    </Flex>
  </DescriptionListItem>
);

/** A partner: whom to call and what waits first, then what it brings, its deals and its people. */
export const Partner = ({ view, version, ask, ruling, actions }: Props) => (
  <Flex direction="column" gap="medium">
    <Headline view={view} />
    {view.notices.map((notice) => (
      <Alert key={notice.text} title={notice.text} variant={notice.variant} />
    ))}
    {view.proposals.items.length > 0 && <Proposals proposals={view.proposals} ruling={ruling} />}
    <DescriptionList direction="row">
      {view.facts.map((fact) => (
        <Fact key={fact.label} fact={fact} />
      ))}
    </DescriptionList>
    <Programme companyId={view.companyId} ask={ask} actions={actions} />
    {view.numbers !== null && <Numbers numbers={view.numbers} />}
    {view.months !== null && <Months months={view.months} />}
    <CompanyDeals
      key={`${view.companyId} ${version}`}
      companyId={view.companyId}
      first={view.deals}
      ask={ask}
    />
    {view.children.length > 0 && <Children partners={view.children} />}
    <People people={view.people} />
    <Divider />
    <Text variant="microcopy">{view.basis}</Text>
  </Flex>
);
