import { Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';

import type { Problem } from './answer.js';

interface Props {
  /** "The partners on this deal could not be shown". */
  readonly title: string;
  readonly problem: Problem;
  readonly onRetry: () => void;
}

/** What happened, the next step, and a way to try again. */
export const Failed = ({ title, problem, onRetry }: Props) => (
  <ErrorState title={title}>
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
