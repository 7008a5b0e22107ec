using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;

namespace Portico.Platform.Operations;

/// <summary>
/// Checks the attributes of a request (required, length, range), nested members too, and reports all problems at once: with those that
/// came up when it was read, which wait here until it is known whether its sender may ask at all.
/// </summary>
public sealed class RequestValidation(IOptions<ValidationOptions> options, IServiceProvider services)
{
    private readonly List<Problem> found = [];

    /// <summary>Keeps a problem that came up while the request was read.</summary>
    internal void Found(Problem problem) => found.Add(problem);

    internal async Task<IReadOnlyList<Problem>> ProblemsOfAsync(object request, CancellationToken ct)
    {
        if (found.Exists(p => p.Field is null))
        {
            // The whole of it could not be read: what is missing in the rest says nothing.
            return found;
        }

        if (!options.Value.TryGetValidatableTypeInfo(request.GetType(), out var shape))
        {
            return found;
        }

        var context = new ValidateContext
        {
            ValidationOptions = options.Value,
            ValidationContext = new ValidationContext(request, services, items: null),
        };
        await shape.ValidateAsync(request, context, ct);
        return
        [
            .. found,
            .. from field in context.ValidationErrors ?? []
            where !found.Exists(p => string.Equals(p.Field, field.Key, StringComparison.Ordinal))
            from words in field.Value
            select new InvalidField(field.Key, words),
        ];
    }
}
