import {
  Alert,
  Flex,
  Heading,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

import { DialogButton } from '../../DialogButton.js';
import type { ReviewsSection } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { ReviewForm } from './ReviewForm.js';

const COLUMNS = ['Held on', 'Decision', 'Why', 'Next review', 'Decided by'] as const;

const History = ({ history }: Pick<ReviewsSection, 'history'>) => (
  <Flex direction="column" gap="small">
    <Heading>Reviews that were held</Heading>
    <Table bordered={true} flush={true} density="condensed">
      <TableHead>
        <TableRow>
          {COLUMNS.map((column) => (
            <TableHeader key={column}>{column}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {history.map(({ day, decision, note, next, who }, place) => (
          <TableRow key={place}>
            <TableCell width="min">{day}</TableCell>
            <TableCell width="min">{decision}</TableCell>
            <TableCell>{note}</TableCell>
            <TableCell width="min">{next}</TableCell>
            <TableCell>{who}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  </Flex>
);

interface Props {
  readonly section: ReviewsSection;
  readonly acting: ProgrammeActing;
}

const HOLD = 'hold-review';

/** When the partner is to be reviewed, what the review is held over, and what was decided. */
export const Reviews = ({ section, acting }: Props) => (
  <Flex direction="column" gap="medium">
    <Flex direction="row" justify="between" align="center" gap="small" wrap={true}>
      <Flex direction="row" gap="small" align="center" wrap={true}>
        {section.state !== null && (
          <StatusTag variant={section.state.variant}>{section.state.text}</StatusTag>
        )}
        <Text format={{ fontWeight: 'demibold' }}>{section.headline}</Text>
      </Flex>
      {acting.mayChange && section.canHold && (
        <DialogButton id={HOLD} label="Hold the review" title="Health review" variant="primary">
          {() => <ReviewForm dialogId={HOLD} section={section} acting={acting} />}
        </DialogButton>
      )}
    </Flex>
    {section.nextStep !== null && <Alert title={`Next step: ${section.nextStep}`} variant="warning" />}
    {section.health === null ? (
      <Text variant="microcopy">Its health is worked out by the next sync.</Text>
    ) : (
      <Flex direction="column" gap="flush">
        <Text>{section.health}</Text>
        <Text variant="microcopy">{section.parts.join(' · ')}</Text>
      </Flex>
    )}
    {section.history.length > 0 && <History history={section.history} />}
  </Flex>
);
