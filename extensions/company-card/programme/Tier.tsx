import {
  Alert,
  Flex,
  Heading,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

import { DialogButton } from '../../DialogButton.js';
import type { TierSection } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { ChangeDialog } from './ChangeDialog.js';
import { OverrideForm } from './OverrideForm.js';

interface Props {
  readonly section: TierSection;
  readonly acting: ProgrammeActing;
}

/** What tier the partner holds, what the next one needs, and what was. */
export const Tier = ({ section, acting }: Props) => (
  <Flex direction="column" gap="medium">
    <Text format={{ fontWeight: 'demibold' }}>{section.headline}</Text>
    {section.notices.map((notice) => (
      <Alert key={notice} title={notice} variant="warning" />
    ))}
    {section.next !== null && <Text>{section.next}</Text>}
    {section.progress.length > 0 && <Progress rows={section.progress} />}
    <Text variant="microcopy">{section.progressNote}</Text>
    {section.setIn !== null && <Text variant="microcopy">{section.setIn}</Text>}
    {acting.mayChange && section.choices.length > 0 && (
      <Flex direction="row" gap="small" wrap={true}>
        <DialogButton id="override-tier" label="Give a tier by hand" title="Give a tier by hand">
          {() => <OverrideForm choices={section.choices} acting={acting} />}
        </DialogButton>
        {section.hasOverride && (
          <DialogButton id="end-override" label="End the override" title="End the override">
            {() => (
              <ChangeDialog
                dialogId="end-override"
                acting={acting}
                change={{ kind: 'end_override' }}
                go="End it"
              >
                <Text>The next tier review gives the partner what it has earned.</Text>
              </ChangeDialog>
            )}
          </DialogButton>
        )}
      </Flex>
    )}
    {section.history.length > 0 && <History rows={section.history} />}
  </Flex>
);

const Progress = ({ rows }: { readonly rows: TierSection['progress'] }) => (
  <Table bordered={true} flush={true} density="condensed">
    <Head columns={['Asked for', 'Has', 'Needs', 'State']} />
    <TableBody>
      {rows.map(({ label, has, needs, isMet }) => (
        <TableRow key={label}>
          <TableCell>{label}</TableCell>
          <TableCell width="min">{has}</TableCell>
          <TableCell width="min">{needs}</TableCell>
          <TableCell width="min">{isMet ? 'Met' : 'Missing'}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

const History = ({ rows }: { readonly rows: TierSection['history'] }) => (
  <Flex direction="column" gap="small">
    <Heading>History of its tiers</Heading>
    <Table bordered={true} flush={true} density="condensed">
      <Head columns={['Since', 'Tier', 'By', 'Why']} />
      <TableBody>
        {rows.map(({ day, tier, who, why }, place) => (
          <TableRow key={place}>
            <TableCell width="min">{day}</TableCell>
            <TableCell width="min">{tier}</TableCell>
            <TableCell>{who}</TableCell>
            <TableCell>{why}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  </Flex>
);

const Head = ({ columns }: { readonly columns: readonly string[] }) => (
  <TableHead>
    <TableRow>
      {columns.map((column) => (
        <TableHeader key={column}>{column}</TableHeader>
      ))}
    </TableRow>
  </TableHead>
);
