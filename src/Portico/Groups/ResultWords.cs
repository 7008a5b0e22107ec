using Portico.Groups.Members;
using Portico.Platform.Ui;
using Portico.Users.Actions;

namespace Portico.Groups;

/// <summary>What became of many, in a line.</summary>
public static class ResultWords
{
    /// <summary>"Added 3 users. Ada Ng is a member already."</summary>
    public static string Of(UserResults results, string done) =>
        Of(results.Done, done, "user", [.. results.Results.Select(r => r.Message).OfType<string>()]);

    /// <inheritdoc cref="Of(UserResults, string)"/>
    public static string Of(SystemResults results, string done) =>
        Of(results.Done, done, "system", [.. results.Results.Select(r => r.Message).OfType<string>()]);

    private static string Of(int count, string done, string one, string[] problems) =>
        problems switch
        {
            [] => $"{done} {Words.Count(count, one)}.",
            [var only] => $"{done} {Words.Count(count, one)}. {only}",
            [var first, ..] => $"{done} {Words.Count(count, one)}. {first} And {Words.Count(problems.Length - 1, "more problem")} like it.",
        };
}
