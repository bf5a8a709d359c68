import {
  Accordion,
  Alert,
  Flex,
  Heading,
  List,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { Ask } from '../ask.js';
import type { AdminStep, SettingsView, SetUpArea, SetUpView } from '../view.js';
import { CreateMissing } from './CreateMissing.js';

interface Props {
  readonly view: SetUpView;
  readonly ask: Ask;
  readonly onSaved: (saved: {
    readonly message: string;
    readonly next: string | null;
    readonly settings: SettingsView;
  }) => void;
}

/** In pixels: the details, which are empty as a rule, would take the place of what is always there. */
const WIDTHS = { what: 260, state: 140 } as const;

/** More than so many lines are folded away. */
const SHOWN = 5;

const Details = ({ details }: { readonly details: readonly string[] }) => (
  <List variant="unordered">
    {details.map((detail) => (
      <Text key={detail}>{detail}</Text>
    ))}
  </List>
);

const AreaRow = ({ area }: { readonly area: SetUpArea }) => (
  <TableRow>
    <TableCell width={WIDTHS.what}>{area.name}</TableCell>
    <TableCell width={WIDTHS.state}>
      <StatusTag variant={area.variant}>{area.state}</StatusTag>
    </TableCell>
    <TableCell>
      {area.details.length === 0 ? (
        <Text>Nothing is missing.</Text>
      ) : area.details.length > SHOWN ? (
        <Accordion title="What is missing" size="xs">
          <Details details={area.details} />
        </Accordion>
      ) : (
        <Details details={area.details} />
      )}
    </TableCell>
  </TableRow>
);

const Areas = ({ areas }: { readonly areas: readonly SetUpArea[] }) => (
  <Table bordered={true} flush={true}>
    <TableHead>
      <TableRow>
        <TableHeader width={WIDTHS.what}>What</TableHeader>
        <TableHeader width={WIDTHS.state}>State</TableHeader>
        <TableHeader>Details</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {areas.map((area) => (
        <AreaRow key={area.name} area={area} />
      ))}
    </TableBody>
  </Table>
);

const Step = ({ step }: { readonly step: AdminStep }) => (
  <Flex direction="column" gap="extra-small">
    <Flex direction="row" gap="small" align="center" wrap={true}>
      <Text format={{ fontWeight: 'demibold' }}>{step.title}</Text>
      {step.done !== null && (
        <StatusTag variant={step.done ? 'success' : 'warning'}>{step.done ? 'Done' : 'To do'}</StatusTag>
      )}
    </Flex>
    <List variant="ordered">
      {step.lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </List>
  </Flex>
);

/** What the portal has and lacks, the button that creates it, and what only an administrator can do. */
export const SetUp = ({ view, ask, onSaved }: Props) => {
  const [lost, setLost] = useState<string | null>(null);
  const saved: Props['onSaved'] = (done) => {
    // The message at the top of the page goes by itself; this stays until somebody has read it.
    setLost(done.next);
    onSaved(done);
  };
  return (
    <Flex direction="column" gap="medium">
      <Heading>{view.headline}</Heading>
      {view.canCreate && <CreateMissing ask={ask} onSaved={saved} />}
      {lost !== null && <Alert title={lost} variant="warning" />}
      <Areas areas={view.areas} />
      <Heading>Only an administrator can do this</Heading>
      {view.steps.map((step) => (
        <Step key={step.title} step={step} />
      ))}
    </Flex>
  );
};
