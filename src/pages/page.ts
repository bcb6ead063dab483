// What all pages have in common: how they talk with the editor, what they keep, and the words they speak in.
import { speak, type Words } from '../words.js';

interface VSCodePage {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VSCodePage;

/** A zod schema, of which only this is asked. */
interface Schema<Value> {
  safeParse(given: unknown): { data?: Value | undefined };
}

/** The editor's end of a page. */
export interface Channel<ToEditor, State> {
  post(message: ToEditor): void;
  /** What was kept; undefined where nothing was, or something of another form. */
  state(): State | undefined;
  /** Keeps something while the tab is hidden, and when the window is loaded anew. */
  keep(state: State): void;
}

/** Once per page, before anything is shown. @param receive given only messages that `schema` admits */
export function openChannel<ToPage, ToEditor, State>(schema: Schema<ToPage>, stateSchema: Schema<State>, receive: (message: ToPage) => void): Channel<ToEditor, State> {
  const editor = acquireVsCodeApi();
  const { lang, dataset } = document.documentElement;
  speak({ language: lang, messages: JSON.parse(dataset['words']!) as Words['messages'] });
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = schema.safeParse(data).data;
    if (message !== undefined) receive(message);
  });
  return {
    post: (message) => editor.postMessage(message),
    state: () => stateSchema.safeParse(editor.getState()).data,
    keep: (state) => editor.setState(state),
  };
}
