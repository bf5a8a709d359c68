import { Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';

import type { DealCardProblem as Problem } from './answer.js';

interface Props {
  readonly problem: Problem;
  readonly onRetry: () => void;
}

/** What happened, the next step, and a way to try again. */
export const DealCardProblem = ({ problem, onRetry }: Props) => (
  <ErrorState title="The partners on this deal could not be shown">
    <Flex direction="column" align="center" gap="medium">
      <Flex direction="column" align="center" gap="flush">
        <Text>{problem.message}</Text>
        <Text>{problem.next}</Text>
      </Flex>
      <Button variant="secondary" onClick={onRetry}>
        Try again
      </Button>
    </Flex>
  </ErrorState>
);
