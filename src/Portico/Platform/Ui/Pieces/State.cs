namespace Portico.Platform.Ui.Pieces;

/// <summary>What a colour means; it never stands without a word or an icon.</summary>
public enum State
{
    /// <summary>Grey: nothing to say, off, pending.</summary>
    Neutral,

    /// <summary>Green: as it should be.</summary>
    Good,

    /// <summary>Amber: works, but somebody should look.</summary>
    Warning,

    /// <summary>Red: does not work, or is lost.</summary>
    Bad,
}

/// <summary>How a notice speaks.</summary>
public enum NoticeKind
{
    /// <summary>Quiet; goes away by itself.</summary>
    Success,

    /// <summary>Stays until closed; says what to do.</summary>
    Failure,

    /// <summary>Stays; something to mind.</summary>
    Warning,

    /// <summary>Stays; something to know.</summary>
    Information,
}
