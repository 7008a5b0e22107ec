using Portico.Groups.Rules;
using Portico.Platform;
using Portico.Users;
using static Portico.Tests.Groups.GroupsFixture;

namespace Portico.Tests.Groups;

public sealed class RuleEvaluationTests
{
    private static readonly User zoe = new()
    {
        Username = "zoe",
        Email = "zoe@acme.example",
        FirstName = "Zoë",
        Department = "Field Sales",
        JobTitle = "",
        Location = "Oslo",
        State = UserState.Suspended,
        ManagerId = ObjectId.Parse("65f000000000000000000001", provider: null),
        CustomAttributes = [new CustomAttributeValue { Name = "Badge", Value = "Blue" }],
    };

    [Theory]
    [InlineData(RuleField.Department, RuleOperator.Is, "field SALES", true)]
    [InlineData(RuleField.Department, RuleOperator.Is, "Sales", false)]
    [InlineData(RuleField.Department, RuleOperator.IsNot, "Sales", true)]
    [InlineData(RuleField.Department, RuleOperator.IsNot, "Field sales", false)]
    [InlineData(RuleField.Department, RuleOperator.StartsWith, "field", true)]
    [InlineData(RuleField.Department, RuleOperator.StartsWith, "sales", false)]
    [InlineData(RuleField.Department, RuleOperator.EndsWith, "sales", true)]
    [InlineData(RuleField.Department, RuleOperator.Contains, "d s", true)]
    [InlineData(RuleField.Department, RuleOperator.Contains, "x", false)]
    [InlineData(RuleField.Department, RuleOperator.In, "field sales", true)]
    [InlineData(RuleField.Department, RuleOperator.In, "sales", false)]
    [InlineData(RuleField.Company, RuleOperator.Is, "Acme", false)]
    [InlineData(RuleField.Company, RuleOperator.IsNot, "Acme", true)]
    [InlineData(RuleField.Company, RuleOperator.Contains, "Acme", false)]
    [InlineData(RuleField.State, RuleOperator.Is, "suspended", true)]
    [InlineData(RuleField.State, RuleOperator.IsNot, "suspended", false)]
    [InlineData(RuleField.Manager, RuleOperator.Is, "65f000000000000000000001", true)]
    [InlineData(RuleField.Manager, RuleOperator.IsNot, "65f000000000000000000002", true)]
    [InlineData(RuleField.FirstName, RuleOperator.Is, "ZOE\u0308", true)] // Written with a combining mark.
    [InlineData(RuleField.Username, RuleOperator.Is, "ZOE", true)]
    [InlineData(RuleField.Email, RuleOperator.EndsWith, "@acme.example", true)]
    public void Compares_without_regard_to_case_or_form(RuleField attribute, RuleOperator comparison, string value, bool matches) =>
        Assert.Equal(matches, Rule(attribute, comparison, value).Matches(zoe));

    [Theory]
    [InlineData(RuleField.Company, true)]
    [InlineData(RuleField.JobTitle, true)]
    [InlineData(RuleField.Department, false)]
    [InlineData(RuleField.Manager, false)]
    public void Nothing_and_no_text_are_both_empty(RuleField attribute, bool isEmpty)
    {
        Assert.Equal(isEmpty, Rule(attribute, RuleOperator.IsEmpty).Matches(zoe));
        Assert.Equal(!isEmpty, Rule(attribute, RuleOperator.IsNotEmpty).Matches(zoe));
    }

    [Theory]
    [InlineData("badge", "blue", true)]
    [InlineData("BADGE", "Red", false)]
    [InlineData("Floor", "blue", false)]
    public void Custom_attributes_are_asked_by_name(string name, string value, bool matches)
    {
        var condition = Condition(RuleField.Custom, RuleOperator.Is, value) with { Name = name };

        Assert.Equal(matches, new GroupRule { Parts = [new RulePart { Conditions = [condition] }] }.Matches(zoe));
    }

    [Theory]
    [InlineData(RuleMatch.All, RuleMatch.All, false)]
    [InlineData(RuleMatch.All, RuleMatch.Any, true)]
    [InlineData(RuleMatch.Any, RuleMatch.All, true)]
    public void Parts_and_conditions_hold_all_or_any(RuleMatch match, RuleMatch inside, bool matches)
    {
        var (right, wrong) = (
            Condition(RuleField.Location, RuleOperator.Is, "Oslo"),
            Condition(RuleField.Location, RuleOperator.Is, "Rome")
        );
        var rule = new GroupRule
        {
            Match = match,
            Parts = [new RulePart { Match = inside, Conditions = [right, wrong] }, new RulePart { Conditions = [right] }],
        };

        Assert.Equal(matches, rule.Matches(zoe));
    }

    [Fact]
    public void A_rule_without_conditions_finds_nobody() => Assert.False(new GroupRule().Matches(zoe));

    [Fact]
    public void Rules_are_told_in_words()
    {
        var rule = new GroupRule
        {
            Parts =
            [
                new RulePart { Conditions = [Condition(RuleField.Department, RuleOperator.In, "Sales", "Field Sales")] },
                new RulePart
                {
                    Match = RuleMatch.Any,
                    Conditions =
                    [
                        Condition(RuleField.JobTitle, RuleOperator.IsEmpty),
                        Condition(RuleField.Custom, RuleOperator.StartsWith, "Bl") with
                        {
                            Name = "Badge",
                        },
                    ],
                },
            ],
        };

        Assert.Equal("department is one of Sales, Field Sales and (job title is empty or Badge starts with Bl)", rule.ToString());
    }
}
