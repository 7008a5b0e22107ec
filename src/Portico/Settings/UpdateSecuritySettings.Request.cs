using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;

namespace Portico.Settings;

public sealed partial class UpdateSecuritySettings
{
    [ValidatableType]
    public sealed record Request
    {
        [Display(Name = "Minimum length")]
        [Range(8, 64, ErrorMessage = "Use {1} to {2} characters.")]
        public int MinimumLength { get; set; } = 12;

        [Display(Name = "A lower-case letter")]
        public bool RequiresLower { get; set; }

        [Display(Name = "An upper-case letter")]
        public bool RequiresUpper { get; set; }

        [Display(Name = "A number")]
        public bool RequiresNumber { get; set; }

        [Display(Name = "A symbol")]
        public bool RequiresSymbol { get; set; }

        [Display(Name = "Refuse the username as password")]
        public bool RefusesUsername { get; set; }

        [Display(Name = "Refuse commonly used passwords")]
        public bool RefusesCommon { get; set; }

        /// <summary>Such as abcdef, 12345678, qwerty or abcabc, where they make up most of it.</summary>
        [Display(Name = "Refuse sequences and repetitions")]
        public bool RefusesSequences { get; set; }

        /// <summary>Null for none.</summary>
        [Display(Name = "Former passwords refused")]
        [Range(1, 24, ErrorMessage = "Use {1} to {2} passwords, or leave it empty.")]
        public int? HistoryLength { get; set; }

        /// <summary>Null for never.</summary>
        [Display(Name = "Days until a password expires")]
        [Range(1, 730, ErrorMessage = "Use {1} to {2} days, or leave it empty.")]
        public int? ExpiryDays { get; set; }

        /// <summary>Null for none.</summary>
        [Display(Name = "Hours before a password may be changed again")]
        [Range(1, 720, ErrorMessage = "Use {1} to {2} hours, or leave it empty.")]
        public int? MinimumAgeHours { get; set; }

        /// <summary>Null for no lockout.</summary>
        [Display(Name = "Attempts before lockout")]
        [Range(3, 50, ErrorMessage = "Use {1} to {2} attempts, or leave it empty.")]
        public int? LockoutAttempts { get; set; }

        /// <summary>Null until an administrator unlocks.</summary>
        [Display(Name = "Minutes until a locked user may try again")]
        [Range(5, 90, ErrorMessage = "Use {1} to {2} minutes, or leave it empty.")]
        public int? UnlockMinutes { get; set; }

        [Display(Name = "Minutes until the count of attempts starts anew")]
        [Range(5, 1_440, ErrorMessage = "Use {1} to {2} minutes.")]
        public int CounterResetMinutes { get; set; } = 30;

        [Display(Name = "Multifactor authentication")]
        [EnumDataType(typeof(UserMfa), ErrorMessage = "Choose one of the three.")]
        public UserMfa UserMfa { get; set; }

        [Display(Name = "Enrollment period in days")]
        [Range(1, 365, ErrorMessage = "Use {1} to {2} days.")]
        public int MfaEnrollmentDays { get; set; } = 7;

        [Display(Name = "Session lifetime in hours")]
        [Range(1, 720, ErrorMessage = "Use {1} to {2} hours.")]
        public int SessionHours { get; set; } = 12;

        /// <summary>At most the session's lifetime.</summary>
        [Display(Name = "Idle time in minutes")]
        [Range(5, 1_440, ErrorMessage = "Use {1} to {2} minutes.")]
        public int SessionIdleMinutes { get; set; } = 60;

        /// <summary>The version that was read; null to change whatever is there.</summary>
        [JsonIgnore]
        public int? Version { get; set; }

        internal static Request Of(SecuritySettings settings) =>
            new()
            {
                MinimumLength = settings.MinimumLength,
                RequiresLower = settings.RequiresLower,
                RequiresUpper = settings.RequiresUpper,
                RequiresNumber = settings.RequiresNumber,
                RequiresSymbol = settings.RequiresSymbol,
                RefusesUsername = settings.RefusesUsername,
                RefusesCommon = settings.RefusesCommon,
                RefusesSequences = settings.RefusesSequences,
                HistoryLength = settings.HistoryLength,
                ExpiryDays = settings.ExpiryDays,
                MinimumAgeHours = settings.MinimumAgeHours,
                LockoutAttempts = settings.LockoutAttempts,
                UnlockMinutes = settings.UnlockMinutes,
                CounterResetMinutes = settings.CounterResetMinutes,
                UserMfa = settings.UserMfa,
                MfaEnrollmentDays = settings.MfaEnrollmentDays,
                SessionHours = settings.SessionHours,
                SessionIdleMinutes = settings.SessionIdleMinutes,
                Version = settings.Version,
            };

        internal void ApplyTo(SecuritySettings settings)
        {
            settings.MinimumLength = MinimumLength;
            settings.RequiresLower = RequiresLower;
            settings.RequiresUpper = RequiresUpper;
            settings.RequiresNumber = RequiresNumber;
            settings.RequiresSymbol = RequiresSymbol;
            settings.RefusesUsername = RefusesUsername;
            settings.RefusesCommon = RefusesCommon;
            settings.RefusesSequences = RefusesSequences;
            settings.HistoryLength = HistoryLength;
            settings.ExpiryDays = ExpiryDays;
            settings.MinimumAgeHours = MinimumAgeHours;
            settings.LockoutAttempts = LockoutAttempts;
            settings.UnlockMinutes = UnlockMinutes;
            settings.CounterResetMinutes = CounterResetMinutes;
            settings.UserMfa = UserMfa;
            settings.MfaEnrollmentDays = MfaEnrollmentDays;
            settings.SessionHours = SessionHours;
            settings.SessionIdleMinutes = SessionIdleMinutes;
        }
    }
}
