/** JSON that a route has written out itself, for answers that must be cheap. */
export class JsonText {
  constructor(readonly text: string) {}
}
