using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Tests.Support;

namespace Portico.Tests.Architecture;

/// <summary>docs/permissions.txt is generated, so that who may do what is reviewed as text whenever it changes.</summary>
public sealed class PermissionsDocumentTests
{
    private const string Path = "docs/permissions.txt";
    private const string Head = """
        Every operation, where it works, what it needs, and which roles grant that. Generated: do not edit.
        To write it anew: PORTICO_WRITE_DOCS=1, then run the test Portico.Tests.Architecture.PermissionsDocumentTests.

        provider       on the dashboard, over the organizations that the administrator may see
        organization   inside one organization: its provider's staff and its own administrators, each by the role of that membership
        portal         in the user portal: inside the user's own organization, with what concerns himself; granted by no role
        account        on accounts and sign-in, outside any organization; it reaches nothing that an organization owns;
                       "anyone" proves himself, where it matters, by the password, the code or the link that he gives

        """;

    [Fact]
    public void The_document_is_what_the_operations_say()
    {
        var file = System.IO.Path.Combine(SourceTree.Root, Path);
        var now = Generate();
        if (Environment.GetEnvironmentVariable("PORTICO_WRITE_DOCS") is "1")
        {
            File.WriteAllText(file, now);
        }

        var kept = File.Exists(file) ? File.ReadAllText(file) : "";
        if (!string.Equals(kept, now, StringComparison.Ordinal))
        {
            Assert.Fail(
                $"{Path} is not what the operations say now. Look at each line, then run this test with PORTICO_WRITE_DOCS=1.\n"
                    + string.Join('\n', Differences(kept, now))
            );
        }
    }

    private static IEnumerable<string> Differences(string kept, string now)
    {
        var (before, after) = (kept.Split('\n'), now.Split('\n'));
        return [.. before.Except(after).Select(line => $"- {line}"), .. after.Except(before).Select(line => $"+ {line}")];
    }

    private static string Generate()
    {
        var text = new StringBuilder(Head);
        var width = OperationRegistration.All.Max(o => o.Name.Length) + 2;
        foreach (var folder in OperationRegistration.All.GroupBy(FolderOf).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append('\n').Append(folder.Key).Append('\n');
            foreach (var operation in folder.OrderBy(o => o.Name, StringComparer.Ordinal))
            {
                var (where, needs, roles) = Describe(operation);
                var does = Ask<bool>(operation, "Changes") ? "changes" : "reads";
                text.Append($"  {operation.Name.PadRight(width)}{does, -10}{where, -15}{needs, -22}{roles}".TrimEnd()).Append('\n');
            }
        }

        return text.ToString();
    }

    private static (string Where, string Needs, string Roles) Describe(Type operation)
    {
        if (Derives(operation, typeof(AccountOperation<,>)))
        {
            return Ask<bool>(operation, "NeedsUser")
                ? ("account", "signed-in user", "")
                : ("account", Ask<bool>(operation, "NeedsSignIn") ? "signed in" : "anyone", "");
        }

        if (Derives(operation, typeof(UserOperation<,>)))
        {
            return ("portal", "signed-in user", "");
        }

        if (Derives(operation, typeof(ApplicationOperation<,>)))
        {
            return ("sign-on", "the protocol's proof", "");
        }

        var needs = Ask<Permission>(operation, "Needs");
        var where = Derives(operation, typeof(ProviderOperation<,>)) ? "provider" : "organization";
        return (where, needs.ToString(), string.Join(", ", Roles.Granting(needs).Select(r => r.Title())));
    }

    /// <summary>What an operation says of itself needs nothing that it was given.</summary>
    private static T Ask<T>(Type operation, string property)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        return (T)operation.GetProperty(property, Any)!.GetValue(RuntimeHelpers.GetUninitializedObject(operation))!;
    }

    private static string FolderOf(Type operation) => operation.Namespace!["Portico.".Length..].Replace('.', '/');

    private static bool Derives(Type type, Type open)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.IsGenericType && ancestor.GetGenericTypeDefinition() == open)
            {
                return true;
            }
        }

        return false;
    }
}
