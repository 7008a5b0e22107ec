namespace Portico.Platform.Ui.Forms;

/// <summary>A window and the row of a list that it is about.</summary>
/// <param name="Of">The row as it is now.</param>
/// <param name="Window">The window's name in the address: "edit".</param>
public sealed record OpenedWindow<TRow>(TRow Of, string Window);
