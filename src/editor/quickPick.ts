import type * as vscode from 'vscode';

/** Shows a list, and gives what a person answers; undefined where they leave, or choose nothing. */
export function answered<Row extends vscode.QuickPickItem, Answer>(pick: vscode.QuickPick<Row>, answer: () => Answer): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(answer());
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
