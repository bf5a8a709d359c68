/** A stage of a ticket pipeline: HubSpot keeps a state for it, and no probability. */
export interface TicketStage {
  readonly id: string;
  readonly label: string;
  readonly isClosed: boolean;
}

interface TicketPipeline {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly TicketStage[];
}

/** The pipeline that every portal is born with, under HubSpot's own ids. */
export const SUPPORT_PIPELINE: TicketPipeline = {
  id: '0',
  label: 'Support Pipeline',
  stages: [
    { id: '1', label: 'New', isClosed: false },
    { id: '2', label: 'Waiting on contact', isClosed: false },
    { id: '3', label: 'Waiting on us', isClosed: false },
    { id: '4', label: 'Closed', isClosed: true },
  ],
};

/** The ticket pipelines of every portal; they cannot be changed through this API yet. */
export const TICKET_PIPELINES: readonly TicketPipeline[] = [SUPPORT_PIPELINE];
