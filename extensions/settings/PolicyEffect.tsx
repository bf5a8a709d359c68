import {
  Button,
  Flex,
  Heading,
  List,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

import { CompanyLink, DealLink } from '../home/RecordLinks.js';
import { SumsTable } from '../SumsTable.js';
import type {
  EffectDeal,
  EffectRow,
  PolicyEffectPartners,
  PolicyEffectTiers,
  PolicyEffectView,
} from '../view.js';
import type { PageActions } from './page-actions.js';

interface Props {
  readonly view: PolicyEffectView;
  readonly actions: PageActions;
}

const Sentences = ({ lines }: { readonly lines: readonly string[] }) => (
  <List variant="unordered-styled">
    {lines.map((line) => (
      <Text key={line}>{line}</Text>
    ))}
  </List>
);

const Totals = ({ rows }: { readonly rows: readonly EffectRow[] }) => (
  <SumsTable
    head="All time"
    columns={['Now', 'Then', 'Change']}
    rows={rows.map(({ name, before, after, change }, at) => ({
      key: `${name} ${at}`,
      label: name,
      cells: [before, after, change],
    }))}
  />
);

const Partners = ({ columns, rows, more }: PolicyEffectPartners) => (
  <>
    <SumsTable
      head="Partner"
      columns={columns}
      rows={rows.map(({ partnerId, name, cells }) => ({
        key: partnerId,
        label: <CompanyLink companyId={partnerId}>{name}</CompanyLink>,
        cells,
      }))}
    />
    {more !== null && <Text>{more}</Text>}
  </>
);

const Tiers = ({ sentences, counts }: PolicyEffectTiers) => (
  <>
    <Sentences lines={sentences} />
    {counts.length > 0 && (
      <SumsTable
        head="Partners by the tier they earn"
        columns={['Now', 'Then', 'Change']}
        rows={counts.map(({ name, before, after, change }) => ({
          key: name,
          label: name,
          cells: [before, after, change],
        }))}
      />
    )}
  </>
);

const Deals = ({ deals }: { readonly deals: readonly EffectDeal[] }) => (
  <Table bordered={true} flush={true} density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader>Deal</TableHeader>
        <TableHeader align="right">Amount</TableHeader>
        <TableHeader>Now</TableHeader>
        <TableHeader>Then</TableHeader>
        <TableHeader>Because of</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {deals.map((deal) => (
        <TableRow key={deal.dealId}>
          <TableCell>
            <DealLink dealId={deal.dealId}>{deal.name}</DealLink>
          </TableCell>
          <TableCell align="right">{deal.amount}</TableCell>
          <TableCell>{deal.before}</TableCell>
          <TableCell>{deal.after}</TableCell>
          <TableCell>{deal.cause}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

const Command = ({ command, actions }: { readonly command: string; readonly actions: PageActions }) => (
  <Flex direction="row" gap="small" align="center" wrap={true}>
    <Text>For all deals, save the JSON as policy.json and run:</Text>
    <Text format={{ fontWeight: 'demibold' }}>{command}</Text>
    <Button
      size="sm"
      onClick={() => {
        void actions.copyTextToClipboard(command).then(
          () => actions.addAlert({ type: 'info', message: 'The command is on the clipboard.' }),
          () => actions.addAlert({ type: 'warning', message: 'The browser did not let it be copied.' }),
        );
      }}
    >
      Copy the command
    </Button>
  </Flex>
);

/** What a policy would do: what was compared, the totals with their identity, the partners, tiers and deals that change. */
export const PolicyEffect = ({ view, actions }: Props) => (
  <Flex direction="column" gap="medium">
    <Heading>{view.title}</Heading>
    <Sentences lines={[...view.sentences, ...view.changes]} />
    <Totals rows={view.totals} />
    {view.partners !== null && <Partners {...view.partners} />}
    {view.tiers !== null && <Tiers {...view.tiers} />}
    {view.deals.length > 0 && <Deals deals={view.deals} />}
    {view.more !== null && <Text>{view.more}</Text>}
    {view.command !== null && <Command command={view.command} actions={actions} />}
  </Flex>
);
