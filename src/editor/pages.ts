import * as vscode from 'vscode';
import { spokenWords } from '../words.js';

/** A zod schema, of which only this is asked. */
interface Schema<Value> {
  safeParse(given: unknown): { data?: Value | undefined };
}

/** A page of src/pages, as a tab. */
export interface PageKind<FromPage> {
  /** The folder that it has there: `matrix`. */
  page: string;
  viewType: string;
  title(): string;
  /** What the page may say; loaded when the page is first shown, as zod is not small. */
  schema(): Promise<Schema<FromPage>>;
}

/** One page in one tab: it is shown once, brought forward when asked for again, and comes back with the window. */
export class PagePanel<FromPage, ToPage> implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private readonly registration: vscode.Disposable;

  /**
   * @param assets the folder that the build makes of src/pages
   * @param receive given only messages that the schema admits. A page that has been loaded says so, and is told all anew: it may be loaded more than once.
   */
  constructor(private readonly assets: vscode.Uri, private readonly kind: PageKind<FromPage>, private readonly receive: (message: FromPage) => unknown) {
    this.registration = vscode.window.registerWebviewPanelSerializer(kind.viewType, this);
  }

  get isOpen(): boolean {
    return this.panel !== undefined;
  }

  /** @param preserveFocus leaves the focus in the editor that has it */
  async show(column: vscode.ViewColumn = vscode.ViewColumn.Active, preserveFocus = false): Promise<void> {
    if (this.panel) {
      this.panel.reveal(undefined, preserveFocus);
      return;
    }
    await this.fill(vscode.window.createWebviewPanel(this.kind.viewType, this.kind.title(), { viewColumn: column, preserveFocus }));
  }

  /** What the tab is called from now on. */
  retitle(title: string): void {
    if (this.panel) this.panel.title = title;
  }

  /** Nothing where the page is not open. */
  post(message: ToPage): void {
    void this.panel?.webview.postMessage(message);
  }

  /** Called by VS Code for a page that was open when the window was closed. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    await this.fill(panel);
  }

  dispose(): void {
    this.panel?.dispose();
    this.registration.dispose();
  }

  private async fill(panel: vscode.WebviewPanel): Promise<void> {
    this.panel = panel;
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = undefined;
    });
    panel.webview.onDidReceiveMessage(async (given: unknown) => {
      const message = (await this.kind.schema()).safeParse(given).data;
      if (message !== undefined) await this.receive(message);
    });
    // while the page is loaded
    void this.kind.schema();
    panel.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.assets, this.kind.page)] };
    panel.webview.html = await pageHtml(panel.webview, this.assets, { page: this.kind.page, title: this.kind.title() });
  }
}

interface Described {
  page: string;
  title: string;
  /** Its own HTML, where it has one. */
  template?: string;
  /** What it may load besides its script and its styles. */
  loads?: (own: string, nonce: string) => readonly string[];
}

/** The HTML of a page, which may load what stands beside it, and nothing from elsewhere. */
export async function pageHtml(webview: vscode.Webview, assets: vscode.Uri, { page, title, template = 'page.html', loads = () => [] }: Described): Promise<string> {
  const html = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(assets, template)));
  const { language, messages } = spokenWords();
  const nonce = crypto.randomUUID();
  const own = webview.cspSource;
  const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${own}`, `img-src ${own} blob: data:`, `font-src ${own}`];
  const values: Record<string, string> = {
    nonce,
    page,
    title,
    root: webview.asWebviewUri(vscode.Uri.joinPath(assets, page)).toString(),
    policy: withDirectives(policy, loads(own, nonce)).join('; '),
    language,
    words: JSON.stringify(messages),
  };
  return html.replace(/\{\{(\w{1,20})\}\}/g, (_placeholder, name: string) => attribute(values[name] ?? ''));
}

/** Of two directives of one name the later counts. */
function withDirectives(policy: readonly string[], more: readonly string[]): string[] {
  const byName = new Map([...policy, ...more].map((directive) => [directive.slice(0, directive.indexOf(' ')), directive]));
  return [...byName.values()];
}

const attribute = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
