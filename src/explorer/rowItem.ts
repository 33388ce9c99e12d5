import * as vscode from 'vscode';

/** What a row shows. */
export interface RowFace {
  id: string;
  label: string;
  /** What stands behind the label; what is empty is left out. */
  description?: readonly (string | undefined)[];
  /** The name of a codicon. */
  icon: string;
  /** The name of a theme's colour for the icon. */
  color?: string | undefined;
  /** Absent for a row without rows below it. */
  expandable?: 'collapsed' | 'expanded' | undefined;
  /** The kind of row and what can be done with it, for menus: `configuration has-id has-json`. */
  contextValue: string;
  /** What the label is spoken as, where it does not say by itself what kind of row it is. */
  spoken?: string;
}

const STATES = {
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
};

/** A row that is read aloud as it is seen: the label, then what stands behind it. */
export function rowItem(face: RowFace): vscode.TreeItem {
  const { id, label, icon, color, expandable, contextValue, spoken = label } = face;
  const described = (face.description ?? []).filter((part) => part !== undefined && part !== '');
  const item = new vscode.TreeItem(
    label,
    expandable ? STATES[expandable] : vscode.TreeItemCollapsibleState.None,
  );
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  item.contextValue = contextValue;
  if (described.length > 0) item.description = described.join(' · ');
  item.accessibilityInformation = { label: [spoken, ...described].join(', ') };
  return item;
}
